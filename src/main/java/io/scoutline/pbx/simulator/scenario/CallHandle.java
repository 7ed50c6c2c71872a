package io.scoutline.pbx.simulator.scenario;

import java.util.concurrent.CompletableFuture;

/**
 * A call under way. Any thread.
 *
 * @param uniqueid of the call's first channel; completed when it exists
 * @param completion completed with what truly happened, when the last channel of the call is gone
 */
public record CallHandle(CompletableFuture<String> uniqueid, CompletableFuture<Truth> completion) {}
