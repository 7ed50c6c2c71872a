package io.scoutline.pbx.asterisk.ami;

import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One {@code CoreShowChannels} under way. It is whole or it is nothing: when the PBX says that it listed another
 * number of channels than arrived, the listing fails. Filled by the pump's thread.
 */
final class Listing {
  private final boolean resync;
  private final List<LiveChannel> channels = new ArrayList<>();
  private final CompletableFuture<List<LiveChannel>> answer = new CompletableFuture<>();
  private int arrived;

  Listing(boolean resync) {
    this.resync = resync;
  }

  /** Whether the listener is to be told what was found. */
  boolean isResync() {
    return resync;
  }

  CompletableFuture<List<LiveChannel>> answer() {
    return answer;
  }

  void add(Optional<LiveChannel> channel) {
    arrived++;
    channel.ifPresent(channels::add);
  }

  /** @param announced how many the PBX says it listed; null when it does not say */
  Optional<List<LiveChannel>> whole(Integer announced) {
    return announced == null || announced == arrived ? Optional.of(List.copyOf(channels)) : Optional.empty();
  }

  void fail(String reason) {
    answer.completeExceptionally(new PbxUnavailable(reason));
  }
}
