package dev.triggers.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.springframework.util.StringUtils;

/**
 * Reader of the conformance data.
 */
final class Conformance {

	private Conformance() {
	}

	static List<JSONObject> json(String name) {
		try {
			JSONArray rows = (JSONArray) new JSONParser(JSONParser.MODE_RFC4627).parse(read(name));
			return rows.stream().map(JSONObject.class::cast).toList();
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<Map<String, String>> csv(String name) {
		List<List<String>> lines = lines(read(name));
		List<Map<String, String>> rows = new ArrayList<>();
		for (List<String> line : lines.subList(1, lines.size())) {
			Map<String, String> row = new LinkedHashMap<>();
			for (int i = 0; i < line.size(); i++) {
				row.put(lines.get(0).get(i), line.get(i));
			}
			rows.add(row);
		}
		return rows;
	}

	private static List<List<String>> lines(String text) {
		List<List<String>> lines = new ArrayList<>();
		List<String> line = new ArrayList<>();
		StringBuilder value = new StringBuilder();
		boolean quoted = false;
		for (char character : text.toCharArray()) {
			if (character == '"') {
				quoted = !quoted;
			}
			else if (!quoted && (character == ',' || character == '\n')) {
				line.add(value.toString());
				value.setLength(0);
				if (character == '\n') {
					lines.add(line);
					line = new ArrayList<>();
				}
			}
			else {
				value.append(character);
			}
		}
		return lines;
	}

	// Read instants between blanks.
	static List<Instant> instants(String text) {
		return List.of(StringUtils.tokenizeToStringArray(text, " ")).stream().map(Instant::parse).toList();
	}

	// Add one to the count of the category.
	static void count(TreeMap<String, Integer> counts, String category) {
		counts.merge(category, 1, Integer::sum);
	}

	private static String read(String name) {
		try (InputStream stream = Conformance.class.getResourceAsStream("/conformance/" + name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
