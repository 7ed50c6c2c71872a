package io.scoutline.desk;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Loads what may follow the first paint: dossier, promises, history (P3.2). Never blocks its caller. */
@FunctionalInterface
public interface CardDetails {
  CompletionStage<JsonObject> of(Card card);
}
