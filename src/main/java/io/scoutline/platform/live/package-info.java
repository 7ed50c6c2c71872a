/**
 * The live channel: topics, snapshots and changes over one WebSocket a tab, resumed by sequence number.
 */
package io.scoutline.platform.live;
