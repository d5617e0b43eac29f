package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GetMetricData: the points of up to 500 metrics. */
final class MetricDataOperation {
    private final World world;
    private final MetricCatalog catalog;

    MetricDataOperation(World world, MetricCatalog catalog) {
        this.world = world;
        this.catalog = catalog;
    }

    Map<String, Object> answer(Call call) {
        Instant now = world.now();
        MetricDataRequest request = MetricDataRequest.parse(call.parameters(), now);
        Page page = new Page(request, now);
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < request.queries().size(); i++) {
            MetricQuery query = request.queries().get(i);
            if (query.returnData()) {
                results.add(result(call, page, i, query));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("MetricDataResults", results);
        answer.put("Messages", List.of());
        page.nextToken().ifPresent(token -> answer.put("NextToken", token));
        if (call.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.REPEATED_TOKEN)) {
            answer.put("NextToken", new PageCursor(0, 0L).token(request.fingerprint()));
        }
        return answer;
    }

    private Map<String, Object> result(Call call, Page page, int index, MetricQuery query) {
        List<Object> timestamps = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("Id", query.id());
        result.put("Label", query.label() == null ? query.metricName() : query.label());
        result.put("Timestamps", timestamps);
        result.put("Values", values);
        if (query.accountId() != null && !query.accountId().equals(call.caller().account())) {
            setStatus(result, "Forbidden");
            return result;
        }
        boolean complete = catalog.find(call.caller(), query)
                .map(series -> page.fill(index, query, series, timestamps, values))
                .orElse(true);
        result.put("StatusCode", complete ? "Complete" : "PartialData");
        for (Fault fault : call.faults()) {
            if (fault.kind() == Fault.Kind.METRIC_STATUS && fault.metric().equals(query.metricName())) {
                int kept = fault.code().equals("PartialData") ? values.size() / 2 : 0;
                timestamps.subList(kept, timestamps.size()).clear();
                values.subList(kept, values.size()).clear();
                setStatus(result, fault.code());
            }
        }
        return result;
    }

    private static void setStatus(Map<String, Object> result, String code) {
        result.put("StatusCode", code);
        result.put("Messages", List.of(Map.of("Code", code, "Value", "The metric's data is not complete: " + code)));
    }

    /** One answer's worth of points: fills up to the limit, then remembers where the next page begins. */
    private static final class Page {
        private final MetricDataRequest request;
        private final Instant now;
        private int room;
        private PageCursor next;

        Page(MetricDataRequest request, Instant now) {
            this.request = request;
            this.now = now;
            this.room = request.maxDatapoints();
        }

        Optional<String> nextToken() {
            return Optional.ofNullable(next).map(cursor -> cursor.token(request.fingerprint()));
        }

        /** Adds a query's points; false if there are more than fit. */
        boolean fill(int index, MetricQuery query, MetricSeries series, List<Object> timestamps, List<Object> values) {
            if (index < request.cursor().query()) {
                return true;
            }
            if (next != null) {
                return false;
            }
            int period = query.period();
            long first = request.firstPoint(period, now);
            long last = request.lastPoint(period, now);
            long step = request.ascending() ? period : -period;
            long second = request.ascending() ? first : last;
            if (index == request.cursor().query() && request.cursor().second() != null) {
                second = request.cursor().second();
            }
            for (; second >= first && second <= last; second += step) {
                StatisticSet point = series.point(Math.floorDiv(second, 60), period / 60, now);
                if (!point.isEmpty()) {
                    if (room == 0) {
                        next = new PageCursor(index, second);
                        return false;
                    }
                    room--;
                    timestamps.add(Instant.ofEpochSecond(second));
                    values.add(query.statistic().of(point));
                }
            }
            return true;
        }
    }
}
