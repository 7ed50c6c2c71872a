/** AMI over sockets: accounts, rights, filters, requests and messages; knows no call. */
package io.scoutline.pbx.simulator.wire;
