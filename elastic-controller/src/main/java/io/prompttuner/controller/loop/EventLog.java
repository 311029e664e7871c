package io.prompttuner.controller.loop;

import io.prompttuner.controller.message.Effect;

/**
 * The topics. Each call returns at once; its answer comes back as {@link io.prompttuner.controller.message.Input.Done},
 * after everything that was read until then.
 */
public interface EventLog {

    void append(Effect.Append append);

    void readSteps(Effect.ReadSteps read);

    void lookAtTerms(Effect.LookAtTerms look);

    void readAll(Effect.ReadAll read);
}
