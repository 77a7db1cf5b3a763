"""Kinds of quantity (QUDT) of the quantities of the KCDB, where the name of the quantity leaves no doubt.

A name that stands for two kinds (``Kerma/rate``), for a ratio or an error of the quantity (``DC voltage ratios``), or for an
object (``End standards``) has none. A spectral quantity has the kind that QUDT gives it by wavelength only where its unit
says so in every service (W/m³).
"""

from kg.schema.folding import fold
from kg.schema.prefixes import term

_NAMES = {
    "Acceleration": ("Acceleration",),
    "Activity": ("Activity",),
    "ActivityConcentration": ("Activity per unit volume",),
    "AmountOfSubstanceConcentration": ("Amount-of-substance concentration", "Amount of substance concentration"),
    "AmountOfSubstanceFraction": ("Amount-of-substance fraction", "Amount of substance fraction"),
    "Angle": ("Angle",),
    "Capacitance": ("Capacitance",),
    "CorrelatedColorTemperature": ("Correlated colour temperature", "Correlated color temperature"),
    "Density": ("Density", "Density of liquid", "Density of solid", "Mass density"),
    "DewPointTemperature": ("Dew-point temperature", "Dew point temperature"),
    "DynamicViscosity": ("Dynamic viscosity",),
    "ElectricCurrent": ("AC current", "DC current"),
    "Energy": ("Energy (sinusoidal)",),
    "Force": ("Force",),
    "Frequency": ("Frequency",),
    "GaugePressure": ("Gauge pressure", "Gauge pressure: gas medium"),
    "Illuminance": ("Illuminance",),
    "Inductance": ("Inductance",),
    "KinematicViscosity": ("Kinematic viscosity",),
    "Length": ("Length",),
    "Luminance": ("Luminance",),
    "LuminousExposure": ("Luminous exposure",),
    "LuminousFlux": ("Luminous flux",),
    "LuminousIntensity": ("Luminous intensity",),
    "Mass": ("Mass", "Mass of liquid"),
    "MassConcentration": ("Mass concentration",),
    "MassFlowRate": ("Mass flowrate", "Mass gas flowrate", "Mass liquid flowrate", "Mass water flowrate"),
    "MassFraction": ("Mass fraction",),
    "MolarMass": ("Molar mass",),
    "MoleFraction": ("Mole fraction",),
    "Pressure": ("Absolute pressure", "Absolute pressure: gas medium"),
    "RelativeHumidity": ("Relative humidity",),
    "Resistance": ("DC resistance", "Resistance"),
    "SoundPowerLevel": ("Sound power level",),
    "SoundPressureLevel": ("Sound pressure level",),
    "SpecificActivity": ("Activity per unit mass",),
    "SpectralIrradiance": ("Irradiance, spectral",),
    "SurfaceActivityDensity": ("Activity per unit area",),
    "Temperature": ("Temperature",),
    "Torque": ("Torque",),
    "Voltage": ("AC voltage", "DC voltage"),
    "Volume": ("Volume", "Volume of liquid", "Volume of solid"),
    "VolumeFlowRate": (
        "Volume flowrate",
        "Volume flow rate",
        "Volume gas flowrate",
        "Volume hydrocarbon flowrate",
        "Volume liquid flowrate",
        "Volume water flowrate",
    ),
    "VolumeFraction": ("Volume fraction",),
    "Wavelength": ("Wavelength",),
    "Wavenumber": ("Wavenumber",),
}
_KINDS = {fold(name): term(f"quantitykind:{kind}") for kind, names in _NAMES.items() for name in names}


def quantity_kind(name: str) -> str | None:
    """IRI of the QUDT quantity kind of a quantity by its name in the KCDB; None where the name does not decide it."""
    return _KINDS.get(fold(name))
