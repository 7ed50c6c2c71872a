/**
 * The HTTP contract at work: each operation of the OpenAPI document with its access, request and reply.
 */
package io.scoutline.platform.api;
