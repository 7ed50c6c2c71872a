/**
 * What every part of the base shares: categories, decision roles, blocked numbers, who sees which client.
 */
package io.scoutline.clients;
