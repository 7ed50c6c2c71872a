package io.scoutline.pbx;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a link stands, as the pages are told (P7.4): {@code since} is when it came up, or since when everything shown of
 * that PBX is stale.
 */
public record LinkStatus(String pbx, boolean up, Instant since, Optional<String> fault) {

  public static LinkStatus of(Pbx pbx) {
    String name = pbx.name().value();
    return switch (pbx.linkState()) {
      case LinkState.Up up -> new LinkStatus(name, true, up.since(), Optional.empty());
      case LinkState.Down down -> new LinkStatus(name, false, down.since(),
          Optional.of(down.fault().name().toLowerCase(Locale.ROOT)));
    };
  }
}
