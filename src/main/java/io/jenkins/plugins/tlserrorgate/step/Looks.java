package io.jenkins.plugins.tlserrorgate.step;

import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.tlserrorgate.aws.SharedReads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/** The few threads that talk to AWS for all gates of this controller; none while nothing is due. */
final class Looks {

    /** What gates have just read, for others who want the same. */
    static final SharedReads SHARED = new SharedReads();

    private static final int MOST_AT_ONCE = 6;

    private static final ExecutorService POOL = new ImpersonatingExecutorService(pool("look"), ACL.SYSTEM2);

    /** Gates that begin make the most calls, and nobody waits for a verdict of them yet: none that is due stands behind. */
    private static final ExecutorService FIRST = new ImpersonatingExecutorService(pool("first look"), ACL.SYSTEM2);

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

    /** Has the first look of a gate done. */
    static Future<?> submitFirst(Runnable look) {
        return FIRST.submit(look);
    }

    /** Has any other look done. */
    static Future<?> submit(Runnable look) {
        return POOL.submit(look);
    }
}
