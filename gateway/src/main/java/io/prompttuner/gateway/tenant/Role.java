package io.prompttuner.gateway.tenant;

/** What a caller may see beyond its own. */
public enum Role {
    /** Its own jobs, datasets, prompts and promises. */
    TENANT,
    /** Also how well the promises to every tenant are kept. */
    OPERATOR
}
