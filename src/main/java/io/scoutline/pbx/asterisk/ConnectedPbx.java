package io.scoutline.pbx.asterisk;

/** A PBX of the configuration: its link, and how the two are meant to be connected. */
public record ConnectedPbx(AsteriskLink link, PbxPlan plan) {}
