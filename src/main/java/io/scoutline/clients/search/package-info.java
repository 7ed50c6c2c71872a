/**
 * Finding clients within a person's scope.
 */
package io.scoutline.clients.search;
