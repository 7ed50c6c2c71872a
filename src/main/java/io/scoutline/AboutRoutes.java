package io.scoutline;

import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import java.util.List;

/** What anybody may know of the server before signing in. */
final class AboutRoutes {

  record About(String version, boolean demo, List<?> signIns) {}

  private final About about;

  /** @param signIns one for each role, in the demo only */
  AboutRoutes(String version, boolean demo, List<?> signIns) {
    this.about = new About(version, demo, signIns);
  }

  void register(Api api) {
    api.operation("about", Access.anyone(), _ -> Reply.ok(about));
  }
}
