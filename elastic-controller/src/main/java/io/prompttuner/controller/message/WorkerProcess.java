package io.prompttuner.controller.message;

/** One worker process as its owner, the supervisor, sees it. */
public record WorkerProcess(String id, String baseModel, boolean alive) {}
