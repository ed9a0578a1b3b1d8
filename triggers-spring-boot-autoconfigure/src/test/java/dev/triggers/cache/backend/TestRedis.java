package dev.triggers.cache.backend;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/**
 * A real Redis on a free port, and connections to it.
 */
public final class TestRedis implements Closeable {

	private final int port;

	private final LettuceConnectionFactory connections;

	private RedisServer server;

	private TestRedis(int port) throws IOException {
		this.port = port;
		this.server = server(port);
		LettuceClientConfiguration client = LettuceClientConfiguration.builder()
			.commandTimeout(Duration.ofSeconds(2))
			.build();
		this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", port), client);
		this.connections.afterPropertiesSet();
		this.connections.start();
	}

	/**
	 * Start a server.
	 * @return the server
	 */
	public static TestRedis start() throws IOException {
		TestRedis redis = new TestRedis(freePort());
		redis.server.start();
		return redis;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static RedisServer server(int port) throws IOException {
		return RedisServer.newRedisServer().port(port).setting("save \"\"").setting("appendonly no").build();
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	RedisConnectionFactory connections() {
		return this.connections;
	}

	/**
	 * Stop the server, while the connections are still there.
	 */
	public void stopServer() throws IOException {
		this.server.stop();
	}

	/**
	 * Start a server on the same port, without entries.
	 */
	public void startServer() throws IOException {
		this.server = server(this.port);
		this.server.start();
	}

	@Override
	public void close() throws IOException {
		this.connections.destroy();
		this.server.stop();
	}

}
