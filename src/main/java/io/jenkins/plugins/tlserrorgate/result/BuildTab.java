package io.jenkins.plugins.tlserrorgate.result;

import hudson.model.BallColor;
import hudson.model.Item;
import hudson.model.Run;
import jenkins.model.Tab;
import org.kohsuke.stapler.HttpResponse;

/** A tab of a build's page with a card on its overview; where a build has several of a kind they are numbered. */
public abstract class BuildTab extends Tab {

    BuildTab(Run<?, ?> run) {
        super(run);
    }

    /** Tells those of a build apart: 1 for the first. */
    abstract int number();

    /** The build. */
    public Run<?, ?> getRun() {
        return (Run<?, ?>) getObject();
    }

    /** The colour of the build, for the head of the page that core draws. */
    public BallColor getIconColor() {
        return getRun().getIconColor();
    }

    @Override
    public String getIconFileName() {
        return "symbol-lock-closed";
    }

    /** Comma-separated values to keep under the tab's name. */
    HttpResponse csv(String text) {
        getRun().checkPermission(Item.READ);
        return new Download("text/csv", getUrlName() + ".csv", text);
    }
}
