package io.prompttuner.wire.event;

/** One point of a loss curve: training loss after this many steps, nats per target token. */
public record CurvePoint(long step, double loss) {}
