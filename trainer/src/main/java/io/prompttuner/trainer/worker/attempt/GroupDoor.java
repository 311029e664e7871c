package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.group.live.LiveMember;

/** Lets a run into the group that shares its job. */
public interface GroupDoor {

    /** A member of a group under this name; whoever opens it closes it. */
    LiveMember open(String group, String member);
}
