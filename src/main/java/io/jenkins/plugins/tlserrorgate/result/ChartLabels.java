package io.jenkins.plugins.tlserrorgate.result;

import net.sf.json.JSONObject;

/** How the scripts of the pages call things, in the reader's language. */
final class ChartLabels {

    private ChartLabels() {}

    static String json() {
        JSONObject labels = new JSONObject();
        labels.put("errors", Messages.ChartLabels_errors());
        labels.put("traffic", Messages.ChartLabels_traffic());
        labels.put("expected", Messages.ChartLabels_expected());
        labels.put("limit", Messages.ChartLabels_limit());
        labels.put("observed", Messages.ChartLabels_observed());
        labels.put("baseline", Messages.ChartLabels_baseline());
        labels.put("deployment", Messages.ChartLabels_deployment());
        labels.put("settling", Messages.ChartLabels_settling());
        labels.put("observation", Messages.ChartLabels_observation());
        labels.put("unknown", Messages.ChartLabels_unknown());
        labels.put("window", Messages.ChartLabels_window());
        labels.put("utc", Messages.ChartLabels_utc());
        labels.put("local", Messages.ChartLabels_local());
        labels.put("minutes", Messages.ChartLabels_minutes());
        labels.put("exposure", Messages.ChartLabels_exposure());
        labels.put("perMinute", Messages.ChartLabels_perMinute());
        labels.put("ratio", Messages.ChartLabels_ratio());
        labels.put("pass", Messages.PartView_pass());
        labels.put("fail", Messages.PartView_fail());
        labels.put("inconclusive", Messages.PartView_inconclusive());
        labels.put("error", Messages.PartView_error());
        labels.put("due", Messages.ChartLabels_due());
        labels.put("now", Messages.ChartLabels_now());
        return labels.toString();
    }
}
