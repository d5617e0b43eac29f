package io.jenkins.plugins.tlserrorgate.result;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.tlserrorgate.report.Badge;
import io.jenkins.plugins.tlserrorgate.report.ReportDocument;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.Tab;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.WebMethod;

/** What a job shows of its gates: how the ratio went over the builds, and badges for use elsewhere. */
public final class GatedJobAction extends Tab {

    private final Job<?, ?> job;

    GatedJobAction(Job<?, ?> job) {
        super(job);
        this.job = job;
    }

    /** The job. */
    public Job<?, ?> getJob() {
        return job;
    }

    /** Null where no build of the job had a gate: then there is nothing to show. */
    @Override
    public String getIconFileName() {
        return GatedJobs.has(job) ? "symbol-lock-closed" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.TlsErrorGateAction_displayName();
    }

    @Override
    public String getUrlName() {
        return GatePage.URL_NAME;
    }

    /** Whether a build of the job had a gate. */
    public boolean isGated() {
        return GatedJobs.has(job);
    }

    /** How the trend's script calls things, as JSON. */
    public String getLabels() {
        return ChartLabels.json();
    }

    /** The gates of the newest builds, newest first. */
    public List<TrendEntry> getEntries() {
        List<TrendEntry> entries = new ArrayList<>();
        for (Run<?, ?> run : GatedJobs.newest(job)) {
            for (TlsErrorGateAction action : TlsErrorGateAction.of(run)) {
                entries.add(new TrendEntry(action));
            }
        }
        return entries;
    }

    /** The trend as data, oldest first; asked for by the page's script, so that the page itself need not wait. */
    public HttpResponse doTrend() {
        job.checkPermission(Item.READ);
        JSONArray builds = new JSONArray();
        List<TrendEntry> entries = getEntries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            builds.add(entries.get(i).json());
        }
        JSONObject trend = new JSONObject();
        trend.put("builds", builds);
        return new Download("application/json", null, trend.toString());
    }

    /** The badge as an image. */
    @WebMethod(name = "badge.svg")
    public HttpResponse doBadgeSvg(
            @QueryParameter String build, @QueryParameter String label, @QueryParameter String style) {
        job.checkPermission(Item.READ);
        Badge badge = BadgeResponse.badge(job, build);
        return badge == null ? HttpResponses.notFound() : BadgeResponse.svg(badge.labelled(label), style);
    }

    /** The badge for shields.io. */
    @WebMethod(name = "shields.json")
    public HttpResponse doShieldsJson(@QueryParameter String build, @QueryParameter String label) {
        job.checkPermission(Item.READ);
        Badge badge = BadgeResponse.badge(job, build);
        return badge == null ? HttpResponses.notFound() : BadgeResponse.shields(badge.labelled(label));
    }

    private String root() {
        String root = Jenkins.get().getRootUrl();
        return root == null ? "" : root;
    }

    /** Without the signs that an address may have and that end it in Markdown, HTML or AsciiDoc, or mean a blank in a query. */
    private static String inMarkup(String url) {
        return url.replace("'", "%27")
                .replace("(", "%28")
                .replace(")", "%29")
                .replace("+", "%2B")
                .replace(",", "%2C")
                .replace("~", "%7E");
    }

    /** Where the job's page on gates is. */
    public String getPageUrl() {
        return inMarkup(root() + job.getUrl() + GatePage.URL_NAME + "/");
    }

    /** The badge for those who may read the job. */
    public String getBadgeUrl() {
        return getPageUrl() + "badge.svg";
    }

    /** The badge for those who have the permission ViewStatus only. */
    public String getPublicBadgeUrl() {
        return inMarkup(root() + GatePage.URL_NAME + "/badge.svg?job=" + Util.rawEncode(job.getFullName()));
    }

    /** The badge in Markdown. */
    public String getMarkdown() {
        return "[![" + Badge.LABEL + "](" + getPublicBadgeUrl() + ")](" + getPageUrl() + ")";
    }

    /** The badge in HTML. */
    public String getHtml() {
        return "<a href=\"" + getPageUrl() + "\"><img src=\"" + getPublicBadgeUrl() + "\" alt=\"" + Badge.LABEL
                + "\"></a>";
    }

    /** The badge in AsciiDoc. */
    public String getAsciidoc() {
        return "image:" + getPublicBadgeUrl() + "[" + Badge.LABEL + ",link=" + getPageUrl() + "]";
    }

    /** One gate of one build. */
    public static final class TrendEntry {

        private final TlsErrorGateAction action;
        private final ReportDocument.Part worst;

        TrendEntry(TlsErrorGateAction action) {
            this.action = action;
            ReportDocument.Part found = null;
            for (ReportDocument.Part part : action.document().comparisons()) {
                boolean worse = found == null
                        || (!"FAIL".equals(found.verdict()) && "FAIL".equals(part.verdict()))
                        || (found.verdict().equals(part.verdict()) && ratio(part) > ratio(found));
                found = worse ? part : found;
            }
            worst = found;
        }

        private static double ratio(ReportDocument.Part part) {
            return part.ratio() == null ? -1 : part.ratio();
        }

        /** The gate. */
        public TlsErrorGateAction getAction() {
            return action;
        }

        /** The build. */
        public Run<?, ?> getRun() {
            return action.getRun();
        }

        /** What the views show of the gate. */
        public GateView getView() {
            return action.getView();
        }

        /** The metric and part with the largest ratio among those with the gate's verdict, null if there is none. */
        public PartView getWorst() {
            return worst == null ? null : new PartView(action.document(), worst);
        }

        JSONObject json() {
            JSONObject json = new JSONObject();
            json.put("build", action.getRun().getDisplayName());
            json.put("url", action.getRun().getNumber() + "/" + action.getUrlName() + "/");
            json.put("tone", action.getView().getTone());
            json.put("at", java.time.Instant.parse(action.document().judgedAt()).toEpochMilli());
            json.put("sentence", action.document().explanation());
            if (worst != null && worst.ratio() != null) {
                json.put("ratio", worst.ratio());
                json.put("text", new PartView(action.document(), worst).getRatio());
                if (worst.ratioLow() != null && worst.ratioHigh() != null) {
                    json.put("low", worst.ratioLow());
                    json.put("high", worst.ratioHigh());
                }
            }
            return json;
        }
    }
}
