/**
 * What everybody may do for themselves: sign in and out, password, language.
 */
package io.scoutline.people.account;
