package io.prompttuner.platform.demo;

import io.prompttuner.gateway.api.JobStatus;
import java.util.List;

/** Where the demo tells a person what happens. */
public interface DemoScreen {

    /** Something that stays. */
    void say(String line);

    /** How it stands now; rewrites the last of its kind. */
    void progress(List<JobStatus> jobs);
}
