package io.scoutline.pbx.asterisk.setup;

import io.scoutline.pbx.asterisk.AsteriskLink;

/** A PBX of the configuration: its link, and how the two are meant to be connected. */
public record ConnectedPbx(AsteriskLink link, PbxPlan plan) {}
