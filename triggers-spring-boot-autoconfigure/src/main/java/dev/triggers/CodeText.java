package dev.triggers;

/**
 * Names of pieces of code.
 */
final class CodeText {

	private CodeText() {
	}

	/**
	 * Name the class of a piece of code; that of a lambda is made up at run time and
	 * tells nobody where it is.
	 */
	static String of(Object code) {
		String name = code.getClass().getName();
		int lambda = name.indexOf("$$Lambda");
		return (lambda < 0) ? name : name.substring(0, lambda) + " (lambda)";
	}

}
