package io.jenkins.plugins.tlserrorgate.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.config.AwsAccess;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.metrics.InvalidParameterException;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;

/**
 * What a form asks AWS while somebody fills it in. It asks as a build of the job would, and only for those who may have the job
 * run what they like, as they may configure it. Time, calls and entries are bounded.
 *
 * @param item the job, null for the administrator's form
 * @param region what the form says; likewise the others
 */
record FormLook(
        @CheckForNull Item item,
        @CheckForNull String region,
        @CheckForNull String credentialsId,
        @CheckForNull String roleArn,
        @CheckForNull String externalId) {

    /** An answer that comes later is of no use to who types. */
    private static final int SECONDS = 8;

    private static final int MOST_BALANCERS = 10;

    /** Something that is asked of AWS. */
    @FunctionalInterface
    interface Question<T> {
        T ask(AwsConnection aws) throws SourceException, InterruptedException;
    }

    /**
     * What there is to choose from.
     *
     * @param names none if nobody was asked
     * @param problem why there are none, null if there is no reason that AWS gave
     */
    record Choices(List<String> names, String problem) {}

    boolean isAllowed() {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** The region's load balancers. */
    Choices balancers(String loadBalancer) {
        return choices(named(loadBalancer), AwsConnection::balancerNames);
    }

    /** The target groups of load balancers, given one by one or as a list. */
    Choices targetGroups(String loadBalancer, String loadBalancers) {
        List<LoadBalancerSpec> named = named(loadBalancer, loadBalancers);
        return named.isEmpty() ? new Choices(List.of(), null) : choices(named, aws -> aws.targetGroupNames(named));
    }

    private Choices choices(List<LoadBalancerSpec> named, Question<List<String>> question) {
        try {
            return new Choices(isAllowed() ? ask(named, SECONDS, question) : List.of(), null);
        } catch (SourceException | InvalidParameterException e) {
            return new Choices(List.of(), e.getMessage());
        }
    }

    /** Those of the balancers that are named right; the form's checks speak of the others. */
    private static List<LoadBalancerSpec> named(String... texts) {
        List<LoadBalancerSpec> named = new ArrayList<>();
        for (String text : AwsStep.split(Arrays.asList(texts))) {
            try {
                named.add(LoadBalancerSpec.parse("loadBalancer", text));
            } catch (InvalidParameterException e) {
                continue;
            }
        }
        return named.subList(0, Math.min(named.size(), MOST_BALANCERS));
    }

    /**
     * Asks AWS, in a thread of its own as not everything on the way there can be given a time.
     *
     * @param balancers what it is about; an ARN among them may say the region
     * @param seconds how long to wait for the answer
     * @throws SourceException if AWS can't be asked or does not answer in time
     * @throws InvalidParameterException if the form does not say where or as whom
     */
    <T> T ask(List<LoadBalancerSpec> balancers, int seconds, Question<T> question) throws SourceException {
        LoadBalancerSpec located = balancers.stream()
                .filter(balancer -> balancer.region() != null)
                .findFirst()
                .orElseGet(() -> LoadBalancerSpec.parse("loadBalancer", "any"));
        AwsIdentity identity = AwsIdentity.of(region, credentialsId, roleArn, externalId);
        Future<T> answer = Looks.submitForForm(() -> {
            try (AwsConnection aws =
                    AwsConnection.open(AwsAccess.settings(item == null ? Jenkins.get() : item, identity, located))) {
                return question.ask(aws);
            }
        });
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceException problem) {
                throw problem;
            }
            if (e.getCause() instanceof InvalidParameterException problem) {
                throw problem;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            answer.cancel(true);
            throw new SourceException(
                    SourceException.Kind.TRANSIENT, "no answer from AWS within " + seconds + " seconds", e);
        }
    }
}
