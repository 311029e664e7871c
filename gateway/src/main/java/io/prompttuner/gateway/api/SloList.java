package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.SloReport;
import java.time.Instant;
import java.util.List;

/** How well promises are kept: the caller's own, or every tenant's for an operator. */
public record SloList(Instant asOf, List<SloReport> tenants) {}
