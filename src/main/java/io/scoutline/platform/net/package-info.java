/**
 * Who is at the other end: the peer as trusted proxies tell it, and the names of this machine.
 */
package io.scoutline.platform.net;
