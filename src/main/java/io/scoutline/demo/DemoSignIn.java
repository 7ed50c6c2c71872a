package io.scoutline.demo;

import io.scoutline.kernel.Role;

/** A visitor's sign-in: the first person of each role. */
public record DemoSignIn(Role role, String name, String login, String password) {}
