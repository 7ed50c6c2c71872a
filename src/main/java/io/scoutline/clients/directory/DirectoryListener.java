package io.scoutline.clients.directory;

import io.scoutline.kernel.ClientId;
import java.util.List;

/** Is told what the directory has taken up, on the thread that did so, which it does not hold up. Repeats come. */
public interface DirectoryListener {

  /** Everything was read: any client may be new. */
  void filled();

  /** These clients were added, changed or removed. */
  void changed(List<ClientId> clients);
}
