package dev.triggers.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;

import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reader of recorded scripts.
 */
final class Scripts {

	private Scripts() {
	}

	static List<JSONObject> read(String name) {
		try (InputStream stream = Scripts.class.getResourceAsStream("/conformance/" + name)) {
			return objects(new JSONParser(JSONParser.MODE_RFC4627).parse(stream));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<JSONObject> objects(@Nullable Object array) {
		return (array != null) ? ((JSONArray) array).stream().map(JSONObject.class::cast).toList() : List.of();
	}

	static long millis(JSONObject object, String key) {
		Number number = object.getAsNumber(key);
		return (number != null) ? number.longValue() : 0;
	}

	static boolean flag(JSONObject object, String key) {
		return Boolean.TRUE.equals(object.get(key));
	}

	/**
	 * Exception that an error of the originals stands for.
	 */
	static Exception exception(String error) {
		return switch (error) {
			case "OSError" -> new IOException(error);
			case "TimeoutError" -> new TimeoutException(error);
			case "ValueError" -> new IllegalArgumentException(error);
			case "KeyError" -> new NoSuchElementException(error);
			case "RuntimeError" -> new IllegalStateException(error);
			default -> throw new IllegalStateException("Unknown error " + error);
		};
	}

	static Class<?> exceptionType(String error) {
		return exception(error).getClass();
	}

}
