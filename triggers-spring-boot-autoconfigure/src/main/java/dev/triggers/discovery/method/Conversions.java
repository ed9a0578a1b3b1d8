package dev.triggers.discovery.method;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Converts elements and arguments to the types of parameters, by the conversion service
 * of the application, which is looked up when first needed. Thread-safe.
 *
 * @since 1.0.0
 */
public final class Conversions {

	private final Supplier<ConversionService> service;

	/**
	 * Create conversions.
	 * @param beanFactory has the converters of the application
	 */
	public Conversions(ConfigurableListableBeanFactory beanFactory) {
		this.service = SingletonSupplier.of(() -> service(beanFactory));
	}

	private static ConversionService service(ConfigurableListableBeanFactory beanFactory) {
		String name = ConfigurableApplicationContext.CONVERSION_SERVICE_BEAN_NAME;
		if (beanFactory.containsBean(name) && beanFactory.isTypeMatch(name, ConversionService.class)) {
			return beanFactory.getBean(name, ConversionService.class);
		}
		ApplicationConversionService service = new ApplicationConversionService();
		ApplicationConversionService.addBeans(service, beanFactory);
		return service;
	}

	/**
	 * Convert a value unless it already has the type of the parameter. What a collection
	 * or map holds is converted, too.
	 * @param value the value
	 * @param parameter the parameter
	 * @return the converted value
	 * @throws ConversionException if the value cannot be converted
	 */
	@Nullable Object convert(@Nullable Object value, MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (ClassUtils.isAssignableValue(type, value) && (value == null || !isContainer(type))) {
			return value;
		}
		return this.service.get().convert(value, TypeDescriptor.forObject(value), new TypeDescriptor(parameter));
	}

	private static boolean isContainer(Class<?> type) {
		return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
	}

	/**
	 * Return whether there is a converter, which may still refuse single values.
	 */
	boolean isPossible(Object value, MethodParameter parameter) {
		return this.service.get().canConvert(TypeDescriptor.forObject(value), new TypeDescriptor(parameter));
	}

}
