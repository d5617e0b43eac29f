package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.tlserrorgate.aws.AccountCalls;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The administrators' page: which gates wait, and how often AWS was asked. */
@Extension
@Restricted(NoExternalUse.class)
public final class GatesLink extends ManagementLink {

    /** Nobody reads more, and ten thousand may be waiting. */
    private static final int MOST_SHOWN = 100;

    @Override
    public String getIconFileName() {
        return "symbol-lock-closed";
    }

    @Override
    public String getDisplayName() {
        return Messages.GatesLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.GatesLink_description();
    }

    @Override
    public String getUrlName() {
        return "tlsErrorGates";
    }

    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    /** The page, as it is now. */
    public Status getStatus() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Instant now = Instant.now();
        List<LiveGate> all = LiveGates.all();
        return new Status(
                all.size(),
                all.stream()
                        .map(gate -> gate.waiting(now))
                        .sorted(Comparator.comparing(Waiting::due))
                        .limit(MOST_SHOWN)
                        .toList(),
                AccountCalls.all());
    }

    /**
     * What the page shows.
     *
     * @param count how many gates wait
     * @param next these of them whose turn is next
     * @param calls how often each account was asked since Jenkins started
     */
    public record Status(int count, List<Waiting> next, List<AccountCalls.Counts> calls) {

        /** How many gates that wait are not shown. */
        public int more() {
            return count - next.size();
        }
    }

    /**
     * A gate that waits.
     *
     * @param build the build's name
     * @param url where its page is, below the root
     * @param balancer the balancers
     * @param due when it looks again
     * @param doing what it does or waits for
     */
    public record Waiting(String build, String url, String balancer, Instant due, String doing) {}
}
