package io.prompttuner.platform.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One kill, and how the platform came back.
 *
 * @param at when, by the wall clock
 * @param pid of the process that died
 * @param seconds from the kill to the first sign of life of the same kind: a part is ready again, the job of a worker and
 *     the platform as a whole make a step again
 * @param stepSeconds from the kill to the next step of any job; a kind that no training needs hardly delays it
 * @param meanwhile what tenants got from the gateway, if the victim was kept from coming back for a while; both times then
 *     count from the end of that while
 */
public record Recovery(
        Target target,
        Instant at,
        long pid,
        double seconds,
        double stepSeconds,
        @Nullable Service meanwhile) {}
