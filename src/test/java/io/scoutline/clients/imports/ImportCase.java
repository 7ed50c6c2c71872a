package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.clients.ClientsOffice;
import io.scoutline.clients.Page.Answer;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An office that takes files of clients. */
abstract class ImportCase {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  @TempDir static Path folder;

  static ClientsOffice office;
  static final AtomicReference<Imports> imports = new AtomicReference<>();

  @BeforeAll
  static void open() {
    office = ClientsOffice.open(postgres, (api, clients, people, audit) -> {
      imports.set(new Imports(postgres.database(), audit, clients, people, "RU", folder, UUID::randomUUID,
          InstantSource.fixed(ClientsOffice.NOW), 200_000, 0));
      imports.get().register(api);
    });
  }

  @AfterAll
  static void close() {
    imports.get().close();
    office.close();
  }

  @BeforeEach
  void empty() {
    postgres.database().update("DELETE FROM clients.client");
    office.clients().catchUp();
  }

  static JsonObject done(Answer answer) {
    assertEquals(200, answer.status(), answer.text());
    assertEquals("done", answer.json().getString("state"), answer.text());
    return answer.json().getJsonObject("result");
  }

  static JsonObject totals(int rows, int created, int completed, int unchanged, int refused) {
    return new JsonObject().put("rows", rows).put("created", created).put("completed", completed)
        .put("unchanged", unchanged).put("refused", refused);
  }

  static Set<String> codes(JsonObject row) {
    return Set.copyOf(row.getJsonArray("remarks").stream().map(remark -> ((JsonObject) remark).getString("code"))
        .toList());
  }
}
