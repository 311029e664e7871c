package io.prompttuner.controller.decide;

/** How far a controller is with taking over. */
public enum Phase {
    /** Reads the topics; neither listens nor commands. */
    READING,
    /** Hears what the workers hold; starts nothing. */
    ADOPTING,
    /** Commands. */
    COMMANDING,
    /** Has seen a higher term; says nothing any more. */
    DEPOSED
}
