/**
 * A client's passport: entities, contacts, numbers, and its changes.
 */
package io.scoutline.clients.passport;
