package io.scoutline;

import io.scoutline.carried.CarriedPbx;
import io.scoutline.carried.CarriedRoutes;
import io.scoutline.config.ConfigFault;
import io.scoutline.config.ServerConfig.PbxConfig;
import io.scoutline.config.WrongConfig;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.watch.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where each PBX's records and recordings lie on this host, by themselves or because a script brings them. */
final class Carriage {

  private final Ground ground;
  private final List<CarriedPbx> carried;

  Carriage(Ground ground) {
    this.ground = ground;
    carried = ground.config().pbxs().stream().flatMap(pbx -> open(pbx).stream()).toList();
  }

  private Optional<CarriedPbx> open(PbxConfig pbx) {
    Path folder = ground.config().data().resolve("carried").resolve(pbx.name());
    return pbx.carried().map(how -> {
      try {
        return new CarriedPbx(new PbxName(pbx.name()), how.token().value(), folder, ground.clock(), ground.meters());
      } catch (IOException refused) {
        throw new WrongConfig(List.of(
            new ConfigFault("data", folder + ": " + refused.getMessage(), "a folder that can be written")));
      }
    });
  }

  private Optional<CarriedPbx> of(PbxConfig pbx) {
    return carried.stream().filter(one -> one.name().value().equals(pbx.name())).findFirst();
  }

  Optional<Path> recordsOf(PbxConfig pbx) {
    return of(pbx).map(CarriedPbx::recordsFile).or(pbx::records);
  }

  Optional<Path> recordingsOf(PbxConfig pbx) {
    return of(pbx).map(CarriedPbx::doneFolder).or(pbx::recordings);
  }

  void register(Api api) {
    new CarriedRoutes(carried, ground.ids(), ground.clock()).register(api);
  }

  void register(Health health) {
    carried.forEach(pbx -> health.check("carried:" + pbx.name(), pbx::condition));
  }
}
