/** The part of the configuration file that says where requests go: providers with their keys, and models. */
package tollgate.gateway.config;
