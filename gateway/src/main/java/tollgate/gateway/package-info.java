/** An OpenAI-compatible gateway that leaves one line for each request. Start with {@link tollgate.gateway.Gateway}. */
package tollgate.gateway;
