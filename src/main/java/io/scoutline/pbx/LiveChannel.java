package io.scoutline.pbx;

import java.time.Duration;
import java.util.Optional;

/** One channel that the PBX has now, as {@code CoreShowChannels} lists it. */
public record LiveChannel(ChannelRef channel, ChannelState state, Optional<String> bridge, String callerNumber,
    String callerName, String context, String extension, Duration age) {}
