package io.scoutline.lab;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a parameter {@link LabAsterisk}: one instance for the whole run, started by the first test that asks
 * for it. A test leaves no call behind and takes back what it changed.
 */
public final class SharedLab implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LabAsterisk.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(SharedLab.class))
        .computeIfAbsent(LabAsterisk.class, type -> LabAsterisk.start(), LabAsterisk.class);
  }
}
