package io.jenkins.plugins.tlserrorgate.step;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.tlserrorgate.aws.AwsConnection;
import io.jenkins.plugins.tlserrorgate.aws.SharedReads;
import io.jenkins.plugins.tlserrorgate.config.AwsAccess;
import io.jenkins.plugins.tlserrorgate.config.AwsIdentity;
import io.jenkins.plugins.tlserrorgate.gate.Gate;
import io.jenkins.plugins.tlserrorgate.gate.GateRunner;
import io.jenkins.plugins.tlserrorgate.gate.SharedJudgements;
import io.jenkins.plugins.tlserrorgate.metrics.LoadBalancerSpec;
import io.jenkins.plugins.tlserrorgate.metrics.MetricSource;
import io.jenkins.plugins.tlserrorgate.metrics.SourceException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import jenkins.security.ImpersonatingExecutorService;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The few threads that talk to AWS for all steps of this controller; none while nothing is due. */
final class Looks {

    /** What gates have just read, for others who want the same. */
    static final SharedReads SHARED = new SharedReads();

    private static final SharedJudgements JUDGEMENTS = new SharedJudgements();

    private static final Logger LOGGER = Logger.getLogger(GateExecution.class.getName());

    private static final int MOST_AT_ONCE = 6;

    private static final ExecutorService POOL = new ImpersonatingExecutorService(pool("look"), ACL.SYSTEM2);

    /** Gates that begin make the most calls, and nobody waits for a verdict of them yet: none that is due stands behind. */
    private static final ExecutorService FIRST = new ImpersonatingExecutorService(pool("first look"), ACL.SYSTEM2);

    /** Who fills in a form waits, but must hold up no gate. */
    private static final ExecutorService FORMS = new ImpersonatingExecutorService(pool("form"), ACL.SYSTEM2);

    private Looks() {}

    private static ThreadPoolExecutor pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(
                        new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "tls-error-gate " + name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The way to AWS for one look of a step, and there to the region of a balancer. */
    static AwsConnection connect(StepContext context, AwsIdentity identity, LoadBalancerSpec balancer)
            throws SourceException, IOException, InterruptedException {
        EnvVars environment = context.get(EnvVars.class);
        return AwsConnection.open(AwsAccess.settings(
                context.get(Run.class), environment == null ? new EnvVars() : environment, identity, balancer));
    }

    /**
     * Does with a gate what is due.
     *
     * @param who whose gate it is, for the controller's log
     */
    static Gate look(AwsConnection aws, Gate gate, String who) throws InterruptedException {
        MetricSource metrics = aws.metrics(SHARED, gate.settings().settle());
        MetricSource traced = (keys, window, period) -> {
            LOGGER.fine(() -> who + "wants " + keys.size() + " series of " + window);
            return metrics.read(keys, window, period);
        };
        return new GateRunner(aws.directory(), traced, aws.listeners(), InstantSource.system(), JUDGEMENTS).run(gate);
    }

    /** Has a question of a form asked. */
    static <T> Future<T> submitForForm(Callable<T> question) {
        return FORMS.submit(question);
    }

    /** Has the first look of a gate done. */
    static Future<?> submitFirst(Runnable look) {
        return FIRST.submit(look);
    }

    /** Has any other look done. */
    static Future<?> submit(Runnable look) {
        return POOL.submit(look);
    }
}
