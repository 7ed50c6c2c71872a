package io.scoutline.recordings;

import io.scoutline.pbx.PbxName;

/** A channel of one PBX: what a recording and a leg have in common. */
public record ChannelKey(PbxName pbx, String uniqueid) {}
