package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.UnprotectedRootAction;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.tlserrorgate.report.Badge;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.WebMethod;

/**
 * Badges at an address that needs no right to read Jenkins, but the permission {@link #VIEW_STATUS} on the job: the
 * images in a README are fetched by whoever reads it. Who may not see a job learns nothing about it, not even whether
 * there is one.
 */
@Extension
public final class PublicBadges implements UnprotectedRootAction {

    private static final Logger LOGGER = Logger.getLogger(PublicBadges.class.getName());

    /** The permissions of this plugin. */
    public static final PermissionGroup PERMISSIONS =
            new PermissionGroup(PublicBadges.class, Messages._PublicBadges_permissions());

    /** To see the badges of a job; who may read the job may do that anyway. */
    public static final Permission VIEW_STATUS = new Permission(
            PERMISSIONS, "ViewStatus", Messages._PublicBadges_viewStatus(), Item.READ, PermissionScope.ITEM);

    /** Makes the permission known before authorization strategies are loaded that may mention it. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {
        LOGGER.log(Level.FINE, "Permission {0}", VIEW_STATUS.getId());
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return GatePage.URL_NAME;
    }

    /** The badge of a job as an image. */
    @WebMethod(name = "badge.svg")
    public HttpResponse doBadgeSvg(
            @QueryParameter String job,
            @QueryParameter String branch,
            @QueryParameter String build,
            @QueryParameter String label,
            @QueryParameter String style) {
        Badge badge = badge(job, branch, build);
        return badge == null ? HttpResponses.notFound() : BadgeResponse.svg(badge.labelled(label), style);
    }

    /** The badge of a job for shields.io. */
    @WebMethod(name = "shields.json")
    public HttpResponse doShieldsJson(
            @QueryParameter String job,
            @QueryParameter String branch,
            @QueryParameter String build,
            @QueryParameter String label) {
        Badge badge = badge(job, branch, build);
        return badge == null ? HttpResponses.notFound() : BadgeResponse.shields(badge.labelled(label));
    }

    @CheckForNull
    private static Badge badge(String name, String branch, String build) {
        Job<?, ?> job = find(name, branch);
        return job == null || !job.hasPermission(VIEW_STATUS) ? null : BadgeResponse.badge(job, build);
    }

    /** Finds the job whoever asks, as the permission to see its badge is not that to find it. */
    @CheckForNull
    private static Job<?, ?> find(@CheckForNull String name, @CheckForNull String branch) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            Item item = Jenkins.get().getItemByFullName(name);
            if (branch != null && !branch.isEmpty()) {
                if (!(item instanceof ItemGroup<?> group)) {
                    return null;
                }
                // A branch with a slash is a job with %2F in its name.
                Item found = group.getItem(branch.contains("/") ? Util.rawEncode(branch) : branch);
                item = found;
            }
            return item instanceof Job<?, ?> job ? job : null;
        } catch (IllegalArgumentException | org.springframework.security.access.AccessDeniedException e) {
            return null;
        }
    }
}
