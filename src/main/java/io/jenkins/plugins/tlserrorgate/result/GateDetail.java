package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import java.util.List;
import jenkins.model.details.Detail;
import jenkins.model.details.DetailFactory;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** The verdict of a gate among the details at the head of the build page. */
public final class GateDetail extends Detail {

    private final TlsErrorGateAction action;

    GateDetail(TlsErrorGateAction action) {
        super(action.getRun());
        this.action = action;
    }

    @Override
    public String getIconClassName() {
        return "symbol-lock-closed";
    }

    @Override
    public String getDisplayName() {
        return Messages.GateDetail_displayName(
                action.getDisplayName(), action.getView().getHeadline());
    }

    @Override
    public String getLink() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String root = request == null ? "" : request.getContextPath();
        return root + '/' + action.getRun().getUrl() + action.getUrlName();
    }

    /** Gives each gate of a build its detail. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends DetailFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @NonNull
        @Override
        public List<? extends Detail> createFor(@NonNull Run run) {
            return TlsErrorGateAction.of((Run<?, ?>) run).stream()
                    .map(GateDetail::new)
                    .toList();
        }
    }
}
