package io.scoutline.carried;

import io.scoutline.carried.CarryScript.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, and the host of a PBX with the shipped script. */
abstract class CarryScriptCase {

  static final Ran WELL = new Ran(0, "");
  static final String NAME = "1732270000.17.raw";

  @TempDir
  Path folder;

  CarriedHost host;
  CarryScript pbx;

  @BeforeEach
  void open() {
    host = new CarriedHost(folder.resolve("server"));
    pbx = new CarryScript(folder.resolve("pbx"), CarriedHost.TOKEN).to(host.uri());
  }

  @AfterEach
  void close() {
    host.close();
  }
}
