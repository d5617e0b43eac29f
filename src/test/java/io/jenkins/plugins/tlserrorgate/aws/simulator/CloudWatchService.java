package io.jenkins.plugins.tlserrorgate.aws.simulator;

import java.util.Map;

/** CloudWatch, as far as it reads metrics. */
final class CloudWatchService implements AwsService {
    private final MetricDataOperation metricData;
    private final MetricListOperation metricList;

    CloudWatchService(World world) {
        MetricCatalog catalog = new MetricCatalog(world);
        metricData = new MetricDataOperation(world, catalog);
        metricList = new MetricListOperation(world, catalog);
    }

    @Override
    public String signingName() {
        return "monitoring";
    }

    @Override
    public String actionPrefix() {
        return "cloudwatch";
    }

    @Override
    public Permission permission(String operation) {
        return operation.equals("GetMetricData") || operation.equals("ListMetrics")
                ? Permission.ACTION
                : Permission.UNKNOWN_OPERATION;
    }

    @Override
    public Map<String, Object> answer(Call call) {
        return call.operation().equals("GetMetricData") ? metricData.answer(call) : metricList.answer(call);
    }
}
