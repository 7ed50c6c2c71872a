/**
 * Passwords, sessions, limits (P16.2).
 */
package io.scoutline.people.signin;
