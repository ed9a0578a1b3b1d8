package dev.triggers.test;

import java.util.function.Consumer;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Lets each test method begin anew in virtual time, inside of its transaction, and
 * cancels what it leaves behind.
 */
final class TriggersTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public int getOrder() {
		// after transactions and SQL scripts have begun, and before they end
		return 6000;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		forEachEngine(testContext, VirtualTriggerEngine::reset);
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		forEachEngine(testContext, VirtualTriggerEngine::cancelAll);
	}

	private static void forEachEngine(TestContext testContext, Consumer<VirtualTriggerEngine> action) {
		ApplicationContext context = (testContext.hasApplicationContext()) ? testContext.getApplicationContext() : null;
		while (context != null) {
			context.getBeansOfType(VirtualTriggerEngine.class, false, false).values().forEach(action);
			context = context.getParent();
		}
	}

}
