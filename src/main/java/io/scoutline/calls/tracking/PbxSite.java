package io.scoutline.calls.tracking;

import io.scoutline.calls.LegSide;
import io.scoutline.pbx.ChannelRef;
import java.util.Set;

/**
 * What must be known of one PBX to tell ours from theirs (P2.2).
 *
 * @param trunkEndpoints the endpoints that lead outside, e.g. {@code PJSIP/trunk}
 * @param trunkContexts the contexts in which calls from outside begin
 * @param region ISO 3166 code whose national number format the trunk uses
 */
public record PbxSite(Set<String> trunkEndpoints, Set<String> trunkContexts, String region) {

  public PbxSite {
    trunkEndpoints = Set.copyOf(trunkEndpoints);
    trunkContexts = Set.copyOf(trunkContexts);
  }

  LegSide sideOf(ChannelRef channel) {
    if (channel.isLocal()) {
      return LegSide.PLUMBING;
    }
    return trunkEndpoints.contains(channel.endpoint()) ? LegSide.CLIENT : LegSide.PERSON;
  }
}
