package io.jenkins.plugins.tlserrorgate.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;

/**
 * Knows which jobs have gates, without loading a build: a job whose build kept a report gets an empty file beside its
 * configuration.
 */
final class GatedJobs {

    private static final Logger LOGGER = Logger.getLogger(GatedJobs.class.getName());

    /** How many builds are looked at for the trend and the newest verdict. */
    static final int MOST_BUILDS = 50;

    private GatedJobs() {}

    private static Path marker(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve("tls-error-gate");
    }

    static void remember(Job<?, ?> job) {
        try {
            Files.createFile(marker(job));
        } catch (FileAlreadyExistsException e) {
            LOGGER.log(Level.FINEST, "known already", e);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> job.getFullName() + " gets no TLS error trend");
        }
    }

    static boolean has(Job<?, ?> job) {
        return Files.exists(marker(job));
    }

    /** The newest builds, newest first, whatever their result. */
    static List<Run<?, ?>> newest(Job<?, ?> job) {
        List<Run<?, ?>> builds = new ArrayList<>();
        for (Run<?, ?> run = job.getLastBuild();
                run != null && builds.size() < MOST_BUILDS;
                run = run.getPreviousBuild()) {
            builds.add(run);
        }
        return builds;
    }

    /** The newest of these builds that kept a report, null if none did. */
    static Run<?, ?> newestGated(Job<?, ?> job) {
        int seen = 0;
        for (Run<?, ?> run = job.getLastBuild(); run != null && seen < MOST_BUILDS; run = run.getPreviousBuild()) {
            if (run.getAction(TlsErrorGateAction.class) != null) {
                return run;
            }
            seen++;
        }
        return null;
    }

    /** Gives a job that has gates its page. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @NonNull
        @Override
        public Class<? extends Action> actionType() {
            return GatedJobAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job job) {
            return List.of(new GatedJobAction(job));
        }
    }
}
