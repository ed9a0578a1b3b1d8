package dev.triggers.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cache.annotation.EnableCaching;

/**
 * Uptime monitor that shows what triggers does. Profile {@code coc} has the documented
 * example of coc.py instead, {@code cache} its documented caches, {@code discord} the
 * documented recipes of discord.py, and {@code exmachina} the documented example of
 * Ex-Machina.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableCaching
public class SampleApplication {

	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
